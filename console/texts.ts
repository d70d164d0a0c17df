import { ordersTexts, orderTexts } from './texts/orders.ts';
import { problemTexts } from './texts/problems.ts';
import { shellTexts } from './texts/shell.ts';
import { todayTexts } from './texts/today.ts';

/** Everything that the console says, in English. For another language, translate the files in `texts/`. */
export const texts = {
  ...shellTexts,
  problems: problemTexts,
  orders: ordersTexts,
  order: orderTexts,
  today: todayTexts,
};
