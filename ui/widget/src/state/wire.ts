import { io } from "socket.io-client";

/** The connection to the desk, as much of it as the session needs. */
export interface Wire {
  readonly connected: boolean;
  connect(): void;
  close(): void;
  on(event: string, heard: (body: never) => void): void;
  emit(event: string, body: unknown): void;
  /** Sends and waits for the answer; rejects after `timeout` milliseconds or when the connection drops. */
  request(event: string, body: unknown, timeout: number): Promise<unknown>;
}

const TURNED_AWAY_PAUSE = 2_000;

/** Socket.IO: web socket first, long polling where a network does not let it through. */
export function openWire(server: string): Wire {
  const socket = io(server, {
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    timeout: 10_000,
  });
  // Socket.IO tries again by itself when the network fails, not when the server turned us away.
  const again = (): void => {
    if (!socket.active) setTimeout(() => socket.connect(), TURNED_AWAY_PAUSE);
  };
  socket.on("connect_error", again);
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") again();
  });
  return {
    get connected() {
      return socket.connected;
    },
    connect: () => {
      if (!socket.active) socket.connect();
      // A wait between two attempts is cut short: somebody asks because the network is back.
      else if (!socket.connected) socket.disconnect().connect();
    },
    close: () => {
      socket.disconnect();
    },
    on: (event, heard) => {
      socket.on(event, heard as (body: unknown) => void);
    },
    emit: (event, body) => {
      // Socket.IO would keep what is sent while offline and send it later, out of our order.
      if (socket.connected) socket.emit(event, body);
    },
    request: (event, body, timeout) => socket.timeout(timeout).emitWithAck(event, body) as Promise<unknown>,
  };
}
