/**
 * The HTML part, a Mustache template. Nothing is loaded from anywhere, and no colours are set, so that light and
 * dark mail clients show it in theirs. What others have written stands in `bdi`, so that its direction is its own.
 */
export const htmlTemplate = `<!doctype html>
<html lang="{{locale}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{subject}}</title>
</head>
<body style="margin: 0; padding: 24px; font-family: sans-serif; font-size: 16px; line-height: 1.5">
<div style="max-width: 560px; margin: 0 auto">
<p>{{shop}}</p>
<h1 style="font-size: 24px">{{texts.heading}}</h1>
<p>{{texts.introduction}}</p>
<p>{{labels.order}}: {{orderId}}<br>{{labels.date}}: {{date}}</p>
{{#items.length}}
<table width="100%" cellpadding="4" style="border-collapse: collapse; text-align: left">
<tr>
<th scope="col">{{labels.item}}</th>
<th scope="col" style="text-align: right">{{labels.quantity}}</th>
{{#priced}}
<th scope="col" style="text-align: right">{{labels.amount}}</th>
{{/priced}}
</tr>
{{#items}}
<tr>
<td><bdi>{{name}}</bdi></td>
<td style="text-align: right">{{quantity}}</td>
{{#priced}}
<td style="text-align: right; white-space: nowrap">{{price}}</td>
{{/priced}}
</tr>
{{/items}}
</table>
{{/items.length}}
{{#sum}}
<p><strong>{{label}}: {{amount}}</strong></p>
{{/sum}}
{{#address.length}}
<p>{{labels.shipsTo}}:{{#address}}<br><bdi>{{.}}</bdi>{{/address}}</p>
{{/address.length}}
{{#link}}
<p><a href="{{.}}">{{labels.view}}</a></p>
{{/link}}
</div>
</body>
</html>
`;
