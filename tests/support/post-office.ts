import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

interface Account {
  port: number;
  username: string;
  password: string;
}

/** A mail server on loopback that takes mails from whoever knows its password, and keeps them. */
export function postOffice({ port, username, password }: Account) {
  const mails: ParsedMail[] = [];
  const signIns: string[] = [];
  let server: SMTPServer | undefined;
  return {
    mails,
    /** The methods by which somebody gave a password. */
    signIns,
    async open({ offersTls = false } = {}) {
      server = new SMTPServer({
        // Its certificate is its own: no Worker trusts it.
        hideSTARTTLS: !offersTls,
        allowInsecureAuth: true,
        authMethods: ["PLAIN", "LOGIN"],
        onAuth: (given, _session, done) => {
          signIns.push(given.method);
          const isRight = given.username === username && given.password === password;
          return isRight ? done(null, { user: username }) : done(new Error("wrong user name or password"));
        },
        onData: async (stream, _session, done) => {
          mails.push(await simpleParser(stream));
          done();
        },
      });
      server.on("error", () => {});
      await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve));
    },
    close: () => new Promise<void>((resolve) => (server ? server.close(resolve) : resolve())),
  };
}
