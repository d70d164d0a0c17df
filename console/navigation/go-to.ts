import { hashOf } from './place.ts';

/** For a form whose fields become the query of a place. */
export function goTo(path: readonly string[]): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    const fields = [...new FormData(event.currentTarget as HTMLFormElement)];
    const query = Object.fromEntries(fields.map(([name, value]) => [name, String(value).trim()]));
    location.hash = hashOf(path, query);
  };
}
