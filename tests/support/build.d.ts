declare module "*/build/server/index.js" {
  export const onRequest: (context: object) => Promise<Response>;
}
