/** What differs from page to page. */
interface Policy {
  /** Where pictures may come from, beside this origin. */
  pictures: string;
  referrer: 'no-referrer' | 'same-origin';
}

/**
 * A page of ours. Everything but pictures comes from this origin and goes to it; for WebSockets too, 'self' is enough.
 * It says the same to everybody and may be kept for five minutes by anyone.
 */
export function htmlAnswer(html: string, { pictures, referrer }: Policy): Response {
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${pictures}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': referrer,
      'cache-control': 'public, max-age=300',
    },
  });
}
