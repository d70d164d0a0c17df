import { describe, expect, it } from 'vitest';
import {
  adjusted,
  closed,
  closeRoom,
  commit,
  committed,
  given,
  listed,
  opened,
  openRoom,
  productId,
  reserve,
  reserved,
  short,
} from '../test-support/salmon.ts';

const onShelf = [listed, adjusted(10)];
const behindRoom = [...onShelf, opened('key')];
const turnedAway = { ok: false, rejection: { type: 'WaitingRoom', productId } };

describe('a product with a waiting room', () => {
  it('is sold to who was admitted, and to nobody else', () => {
    expect(given(...behindRoom).when(reserve('h', 2))).toEqual(turnedAway);
    expect(given(...behindRoom).when(reserve('h', 2, 'key'))).toEqual({
      ok: true,
      value: [reserved('h', 2)],
    });
  });

  it('does not take the ticket of an earlier opening', () => {
    const openedAnew = [...behindRoom, closed, opened('new key')];
    expect(given(...openedAnew).when(reserve('h', 2, 'key'))).toEqual(turnedAway);
    expect(given(...openedAnew).when(reserve('h', 2, 'new key')).ok).toBe(true);
  });

  it('answers a hold that was granted as before, whatever has become of the ticket', () => {
    const held = given(...behindRoom, reserved('h', 2));
    expect(held.when(reserve('h', 2))).toEqual({ ok: true, value: [] });
    expect(held.when(commit('h', 2))).toEqual({ ok: true, value: [committed('h', 2)] });
  });

  it('says that it is sold out before anybody waits for nothing', () => {
    expect(given(...behindRoom).when(reserve('h', 11))).toEqual({ ok: false, rejection: short(11, 10) });
  });

  it('is sold to everybody again when the room is closed', () => {
    const open = given(...behindRoom, closed);
    expect(open.state).toEqual({ ...given(...onShelf).state, version: 3 });
    expect(open.when(reserve('h', 2)).ok).toBe(true);
    expect(open.when(closeRoom)).toEqual({ ok: true, value: [] });
  });

  it('lets in at another rate from then on, and is a new version of the product', () => {
    const run = given(...behindRoom);
    expect(run.when(openRoom('key'))).toEqual({ ok: true, value: [] });
    expect(run.when(openRoom('key', 90))).toEqual({ ok: true, value: [opened('key', 90)] });
    expect(given(...behindRoom, opened('key', 90)).state).toMatchObject({
      version: 3,
      waitingRoom: { perMinute: 90, publicKey: 'key' },
    });
  });
});
