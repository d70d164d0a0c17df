/**
 * The plain part, a Mustache template. A name is the end of its line, so that one in Hebrew or Arabic does not
 * turn round a number behind it.
 */
export const textTemplate = `{{shop}}

{{texts.heading}}

{{texts.introduction}}

{{labels.order}}: {{orderId}}
{{labels.date}}: {{date}}

{{#items}}
{{quantity}} × {{name}}
{{#priced}}
    {{price}}
{{/priced}}
{{/items}}

{{#sum}}
{{label}}: {{amount}}
{{/sum}}

{{#address.length}}
{{labels.shipsTo}}:
{{#address}}
{{.}}
{{/address}}
{{/address.length}}

{{#link}}
{{labels.view}}: {{.}}
{{/link}}
`;
