import { dataOf } from '../../client/src/index.ts';
import { http } from '../api.ts';
import { Refusal } from '../errors.ts';
import { hashOf } from '../navigation/place.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAction } from '../parts/use-action.ts';
import { texts } from '../texts.ts';
import { productBodyOf } from './product-body.ts';
import { ProductFields } from './product-fields.tsx';

/** Creates a product. */
export function NewProductPage() {
  const { run, isBusy, problem } = useAction();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const id = String(form.get('id')).trim();
    return run(async () => {
      const params = { path: { id } };
      // A PUT would replace the details of one that is there.
      const { response } = await http.GET('/v1/products/{id}', { params });
      if (response.ok) throw new Refusal(texts.products.exists);
      dataOf(await http.PUT('/v1/products/{id}', { params, body: productBodyOf(form) }));
      location.hash = hashOf(['products', id]);
    });
  };
  return (
    <PageFrame title={texts.products.create}>
      <form class="card narrow" onSubmit={submit}>
        <label>
          {texts.products.fields.id}
          <input name="id" required pattern="[a-z0-9][a-z0-9\-]*" />
        </label>
        <ProductFields />
        <Problem sentence={problem} />
        <button type="submit" class="main" disabled={isBusy}>
          {texts.products.create}
        </button>
      </form>
    </PageFrame>
  );
}
