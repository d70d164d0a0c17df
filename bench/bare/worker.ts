import { DurableObject } from 'cloudflare:workers';

interface Env {
  BARE: DurableObjectNamespace<Bare>;
}

/** As many as an import asks at once. */
const atOnce = 16;

/** An object with one table and one row, which is the least that a product can be. */
export class Bare extends DurableObject<Env> {
  make(): void {
    this.ctx.storage.sql.exec('CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY)');
    this.ctx.storage.sql.exec('INSERT INTO bare DEFAULT VALUES');
  }
}

/** POST /make?from=&count= makes new objects. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { searchParams } = new URL(request.url);
    const from = Number(searchParams.get('from'));
    const end = from + Number(searchParams.get('count'));
    let next = from;
    const makeSome = async () => {
      while (next < end) await env.BARE.getByName(`bare-${next++}`).make();
    };
    await Promise.all(Array.from({ length: atOnce }, makeSome));
    return Response.json({ made: end - from });
  },
};
