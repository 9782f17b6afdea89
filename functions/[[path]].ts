export { onRequest } from "../build/server/index.js";
