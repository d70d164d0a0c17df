/** The steps of a checkout, in order. */
export type ForwardStep =
  | 'validateCart'
  | 'reserveStock'
  | 'processPayment'
  | 'commitStock'
  | 'capturePayment'
  | 'createOrder';

/** What undoes them, in reverse. */
export type UndoStep = 'refundPayment' | 'voidPayment' | 'returnStock' | 'releaseStock' | 'reopenCart';

export type Step = ForwardStep | UndoStep;
