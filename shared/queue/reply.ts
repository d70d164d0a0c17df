import { replyTo, type SagaCommand, type SagaReply, type StepAnswer } from '../contracts/saga-messages.ts';

/** Where an order gets its replies. */
export interface ReplyOutlet {
  send(reply: SagaReply): Promise<unknown>;
}

/**
 * Performs a step that has come as a message, and replies. One that nobody waits for any more is left alone: the
 * order has asked again, or has given up and undone it.
 *
 * @param now ms since 1970
 */
export async function answerCommand<Command extends SagaCommand>(
  command: Command,
  perform: (command: Command) => Promise<StepAnswer>,
  replies: ReplyOutlet,
  now: number,
): Promise<void> {
  if (command.expiresAt < now) return;
  await replies.send(replyTo(command, await perform(command)));
}
