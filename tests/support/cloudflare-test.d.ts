import "cloudflare:test";

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      AVATARS: R2Bucket;
      MIGRATIONS: import("cloudflare:test").D1Migration[];
    }
  }
}

declare module "cloudflare:test" {
  interface ProvidedEnv extends Cloudflare.Env {}
}
