import type { Rejection } from '../contracts/rejections.ts';
import { type Problem, problem } from './problem-document.ts';

type WaitingRoomRejection = Extract<
  Rejection,
  { type: 'WaitingRoom' | 'WaitingRoomNotFound' | 'PlaceNotFound' }
>;

/** What can be wrong with waiting for a product. */
export function waitingRoomProblem({ type, productId }: WaitingRoomRejection): Problem {
  const places = `/v1/products/${productId}/waiting-room/places`;
  switch (type) {
    case 'WaitingRoom':
      return problem(
        409,
        'waiting-room',
        'There is a waiting room',
        `"${productId}" is sold to those who have waited. Take a place with POST ${places}, and send its ticket while it is good.`,
        { productId, waitingRoom: places },
      );
    case 'WaitingRoomNotFound':
      return problem(
        404,
        'waiting-room-not-found',
        'No waiting room',
        `"${productId}" has no waiting room, or not any more: it can be bought at once.`,
        { productId },
      );
    case 'PlaceNotFound':
      return problem(
        404,
        'place-not-found',
        'No place',
        `This cart has no place, or its ticket is over. Take one with POST ${places}.`,
        { productId, waitingRoom: places },
      );
  }
}
