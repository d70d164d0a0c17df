// A file of its own: the page's Content-Security-Policy runs no script that stands in the page itself.

/** A body of lines is shown as the array that its schema is of. Whatever else was typed in is left as it is. */
function linesOf(text) {
  try {
    const values = JSON.parse(text);
    return Array.isArray(values) ? values.map((value) => `${JSON.stringify(value)}\n`).join('') : text;
  } catch {
    return text;
  }
}

SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  // No badge: its picture would come from a validator that is somebody else's.
  validatorUrl: null,
  // The address names the call that is open.
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  requestInterceptor: (request) => {
    if (request.headers?.['Content-Type'] === 'application/x-ndjson') request.body = linesOf(request.body);
    return request;
  },
});
