/** How a request gets to the shop: `fetch`, or what does the same, such as that of a service binding. */
export type Send = (request: Request) => Promise<Response>;
