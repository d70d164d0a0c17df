import { faultsSchema } from '../contracts/faults.ts';
import { json } from '../http/respond.ts';
import { faults, setFaults } from './current.ts';
import { noted } from './wire.ts';

/** Paths of a service that the gateway asks for itself. No public route leads to them. */
export const faultsPath = '/local/faults';
export const wirePath = '/local/wire';

/** Also of a service that is stopped: somebody must be able to start it again. Undefined for what is not local. */
export function answerLocally(request: Request): Promise<Response> | undefined {
  const { pathname } = new URL(request.url);
  if (pathname === wirePath) return Promise.resolve(json(noted()));
  return pathname === faultsPath ? answerFaults(request) : undefined;
}

async function answerFaults(request: Request): Promise<Response> {
  if (request.method === 'PUT') setFaults(faultsSchema.parse(await request.json()));
  return json(faults());
}
