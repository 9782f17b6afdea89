import { connect } from "node:net";
import { Problem } from "./run.mjs";

/** The PORT variable as a number, or the usual port where it is not set. */
export function portOr(usual) {
  const port = Number(process.env.PORT || usual);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Problem(`PORT is "${process.env.PORT}" and must be a number from 1 to 65535.`);
}

/** Stops the command when something else already answers on the port, and says what to do about it. */
export async function requireFree(port, advice) {
  // "localhost" may mean either address.
  if ((await answers("127.0.0.1", port)) || (await answers("::1", port)))
    throw new Problem(`Port ${port} is taken by another program. ${advice}`);
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
