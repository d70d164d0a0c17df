/** Why something did not work, said at once by screen readers. Always there: an alert that comes with its text is not heard. */
export function Problem({ sentence }: { sentence: string }) {
  return (
    <p class="problem" role="alert">
      {sentence}
    </p>
  );
}
