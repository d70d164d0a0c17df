import { auditTexts } from './texts/audit.ts';
import { faultsTexts } from './texts/faults.ts';
import { deadLettersTexts, notificationsTexts, readModelsTexts, webhooksTexts } from './texts/messages.ts';
import { ordersTexts, orderTexts } from './texts/orders.ts';
import { patternsTexts } from './texts/patterns.ts';
import { problemTexts } from './texts/problems.ts';
import { importTexts, productsTexts, stockTexts } from './texts/products.ts';
import { shellTexts } from './texts/shell.ts';
import { todayTexts } from './texts/today.ts';

/** Everything that the console says, in English. For another language, translate the files in `texts/`. */
export const texts = {
  ...shellTexts,
  problems: problemTexts,
  orders: ordersTexts,
  order: orderTexts,
  products: productsTexts,
  stock: stockTexts,
  import: importTexts,
  audit: auditTexts,
  notifications: notificationsTexts,
  webhooks: webhooksTexts,
  deadLetters: deadLettersTexts,
  readModels: readModelsTexts,
  faults: faultsTexts,
  patterns: patternsTexts,
  today: todayTexts,
};
