import { describe, expect, it } from 'vitest';
import { Clock, Host, hour, minute, second } from '../../../shared/test-support/host.ts';
import { Room } from './room.ts';

const ticketMs = 10 * minute;
const keys = { privateKey: 'private', publicKey: 'public' };
const otherKeys = { privateKey: 'another private', publicKey: 'another public' };

/** A room of which a test says whether somebody watches. */
class Lobby extends Host<Room> {
  isWatched = false;
  told = 0;

  constructor() {
    // The host houses its first actor before this one is made.
    super(new Clock(), (platform) => new Room(platform, () => this.#tell()));
  }

  static open(perMinute = 60): Lobby {
    const lobby = new Lobby();
    lobby.housed.open(perMinute, ticketMs, keys);
    return lobby;
  }

  async #tell(): Promise<boolean> {
    this.told += 1;
    return this.isWatched;
  }

  take(...carts: string[]) {
    return carts.map((cart) => this.housed.take(cart)?.number);
  }

  get carts(): string[] {
    return this.rows<{ cart: string }>('SELECT cart FROM place ORDER BY number').map(({ cart }) => cart);
  }
}

describe('a waiting room', () => {
  it('gives each cart one place, in the order in which they come', () => {
    const lobby = Lobby.open();
    expect(lobby.take('a', 'b', 'c', 'b', 'a')).toEqual([1, 2, 3, 2, 1]);
    expect(lobby.housed.look('a')?.standing.status).toBe('admitted');
    expect(lobby.housed.look('c')?.standing).toMatchObject({ status: 'waiting', before: 1 });
    expect(lobby.housed.waiting).toBe(2);
  });

  it('writes for who comes, and nothing for who asks or is let in', async () => {
    const lobby = Lobby.open();
    lobby.take('a');
    expect(lobby.cost(() => lobby.take('b')).rows).toBe(1);
    expect(lobby.cost(() => lobby.take('b')).rows).toBe(0);
    lobby.clock.now += minute;
    expect(lobby.cost(() => expect(lobby.housed.look('b')?.standing.status).toBe('admitted')).rows).toBe(0);
  });

  it('goes on where it was after its process has died', () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b', 'c');
    lobby.restart();
    expect(lobby.housed.keys).toMatchObject(keys);
    expect(lobby.take('c', 'd')).toEqual([3, 4]);
  });

  it('puts at the end of the line whose ticket is over', async () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b', 'c');
    lobby.clock.now += ticketMs;
    expect(lobby.housed.look('a')).toBeUndefined();
    expect(lobby.take('a', 'b')).toEqual([4, 2]);
    expect(lobby.carts).toEqual(['b', 'c', 'a']);
  });

  it('keeps its keys when its pace is changed, and those who wait their order', () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b', 'c');
    lobby.housed.open(6, ticketMs, otherKeys);
    expect(lobby.housed.keys).toMatchObject(keys);
    expect(lobby.housed.look('c')).toMatchObject({
      number: 3,
      standing: { before: 1, admittedAt: lobby.clock.now + 20 * second },
    });
  });

  it('sends everybody away when it is closed, and begins anew with other keys', () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b');
    lobby.housed.close();
    lobby.housed.close();
    expect(lobby.housed.keys).toBeNull();
    expect(lobby.take('b')).toEqual([undefined]);
    expect(lobby.housed.look('b')).toBeUndefined();
    lobby.restart();
    expect(lobby.housed.keys).toBeNull();
    lobby.housed.open(60, ticketMs, otherKeys);
    expect(lobby.housed.keys).toMatchObject(otherKeys);
    expect(lobby.take('c', 'b')).toEqual([1, 2]);
  });

  it('leaves no trace where nobody has opened it', async () => {
    const lobby = new Lobby();
    expect(lobby.take('a')).toEqual([undefined]);
    expect(lobby.housed.look('a')).toBeUndefined();
    lobby.housed.close();
    await lobby.housed.ring();
    expect(lobby.tables()).toEqual([]);
    expect(lobby.storage.alarmAt).toBeNull();
  });
});

describe('its alarm', () => {
  it('deletes those whose tickets are over, all but the last, and then rests', async () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b', 'c');
    await lobby.passTo(lobby.clock.now + ticketMs);
    lobby.take('d');
    expect(lobby.carts).toEqual(['b', 'c', 'd']);
    await lobby.passTo(lobby.clock.now + hour);
    expect(lobby.carts).toEqual(['d']);
    expect(lobby.storage.alarmAt).toBeNull();
    expect(lobby.take('e')).toEqual([5]);
  });

  it('deletes many in portions', async () => {
    const lobby = Lobby.open(60_000);
    const many = Array.from({ length: 1_200 }, (_, index) => `cart ${index}`);
    lobby.take(...many);
    lobby.clock.now += hour;
    await lobby.ringAlarm();
    expect(lobby.carts).toHaveLength(700);
    await lobby.passTo(lobby.clock.now + 3 * second);
    expect(lobby.carts).toEqual(['cart 1199']);
  });

  it('tells those who watch about once a second, until nobody does', async () => {
    const lobby = Lobby.open();
    lobby.take('a', 'b');
    lobby.isWatched = true;
    lobby.housed.watch();
    await lobby.passTo(lobby.clock.now + 5 * second);
    expect(lobby.told).toBe(5);
    lobby.isWatched = false;
    await lobby.passTo(lobby.clock.now + 5 * second);
    expect(lobby.told).toBe(6);
  });
});
