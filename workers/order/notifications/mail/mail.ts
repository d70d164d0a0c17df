/** A mail as it leaves the shop. */
export interface Mail {
  /** The same for every try: `ord_…-confirmed`. */
  id: string;
  to: string;
  /** BCP 47 */
  language: string;
  /** One line. */
  subject: string;
  text: string;
  html: string;
}
