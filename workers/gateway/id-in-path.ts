/** The id in a path of one thing: `crt_1` of `/v1/carts/crt_1/items`. */
export function idInPath({ url }: Request): string {
  return new URL(url).pathname.split('/')[3] as string;
}
