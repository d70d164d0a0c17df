import type { Faults, FaultyService } from '../../shared/contracts/faults.ts';
import { texts } from '../texts.ts';

/** What goes wrong now, each in words. */
export function faultsMade({ services, payments, queues }: Faults): string[] {
  const stopped = (Object.keys(services) as FaultyService[]).filter((name) => services[name].stopped);
  const { faults } = texts;
  return [
    ...stopped.map(faults.isStopped),
    ...(payments.delayMs > 0 ? [faults.isSlow(faults.seconds(payments.delayMs))] : []),
    ...(payments.broken ? [faults.isBroken] : []),
    ...(queues.lose > 0 ? [faults.areLost(faults.share(queues.lose))] : []),
    ...(queues.repeat > 0 ? [faults.areRepeated(faults.share(queues.repeat))] : []),
  ];
}
