import { expect, test } from "vitest";
import { join } from "../support/people";
import { builtRoutes, dataOf } from "../support/routes";
import { newVisitor, origin } from "../support/visitor";

test("ASVS 3.5.3: reading any route writes nothing but counted attempts and the challenge of a passkey", async () => {
  const { visitor, ...person } = await join();
  const challenges = ["/sign-in/passkey", "/account/confirm/passkey", "/account/security/passkeys/new"];
  for (const [persona, someone] of Object.entries({ visitor, stranger: newVisitor() }))
    for (const { path } of builtRoutes())
      for (const method of ["GET", "HEAD", "OPTIONS"])
        for (const url of [path, `${path}?token=x&returnTo=/account&to=${person.email}`, dataOf(path)]) {
          const response = await someone.send(origin + url, { method });
          const isWrite = (sql: string) => !/^\s*select\b/i.test(sql);
          const writes = JSON.parse(response.headers.get("x-d1-statements") ?? "")
            .flat()
            .filter(isWrite);
          const allowed = [
            /^(insert into|delete from) "attempt"/,
            /^delete from "verification" where "verification"."expires_at" < \?$/,
          ];
          if (challenges.includes(path)) allowed.push(/^insert into "verification"/);
          const changes = writes.filter((sql: string) => !allowed.some((pattern) => pattern.test(sql)));
          expect(changes, `${method} ${url} as ${persona}`).toEqual([]);
        }
});
