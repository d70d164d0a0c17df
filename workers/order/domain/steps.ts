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

/** What giving money back afterwards takes, and the goods that come back for it. */
export type RefundStep = 'payRefund' | 'restockItems';

export type Step = ForwardStep | UndoStep | RefundStep;
