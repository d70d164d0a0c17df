/** Proxies drop a connection that is silent for a minute. Milliseconds. */
const pingEveryMs = 25_000;
/** The shop sends nothing to a socket of 15 minutes, since its token may have expired meanwhile. */
const renewAfterMs = 14 * 60_000;

/**
 * Opens a WebSocket and hears what comes, until it ends for whatever reason: closed by either side, refused, too old,
 * or lost, which a ping without an answer tells.
 *
 * @param signal ends it
 */
export function listen(
  url: string,
  protocols: string[],
  hear: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const socket = new WebSocket(url, protocols);
    let isAlive = false;
    const end = () => {
      clearInterval(beat);
      clearTimeout(renewal);
      signal.removeEventListener('abort', end);
      socket.close();
      resolve();
    };
    const beat = setInterval(() => {
      if (!isAlive) return end();
      isAlive = false;
      socket.send('ping');
    }, pingEveryMs);
    const renewal = setTimeout(end, renewAfterMs);
    signal.addEventListener('abort', end);
    socket.addEventListener('close', end);
    socket.addEventListener('error', end);
    socket.addEventListener('message', ({ data }) => {
      isAlive = true;
      if (data !== 'pong' && !signal.aborted) hear(String(data));
    });
  });
}
