export interface OrderLine {
  productId: string;
  name: string;
  image: string | null;
  quantity: number;
  /** Minor units of the order's currency: what is charged. */
  unitPriceMinor: number;
}
