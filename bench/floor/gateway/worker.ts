interface Env {
  SERVICE: Fetcher;
}

export default {
  fetch: (request: Request, env: Env) => env.SERVICE.fetch(request),
};
