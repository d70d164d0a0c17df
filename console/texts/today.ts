export const todayTexts = {
  title: 'Today',
  about: 'How the shop is doing, looked at anew every few seconds.',
};
