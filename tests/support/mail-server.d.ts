declare module "smtp-server" {
  import type { Server } from "node:net";
  import type { Readable } from "node:stream";

  interface Session {
    envelope: { mailFrom: { address: string } | false; rcptTo: { address: string }[] };
    secure: boolean;
  }
  interface Authentication {
    method: string;
    username?: string;
    password?: string;
  }
  interface Options {
    logger?: boolean;
    hideSTARTTLS?: boolean;
    disabledCommands?: string[];
    authMethods?: string[];
    allowInsecureAuth?: boolean;
    onAuth?(
      authentication: Authentication,
      session: Session,
      done: (error: Error | null, answer?: { user: string }) => void,
    ): void;
    onData?(stream: Readable, session: Session, done: (error?: Error) => void): void;
  }
  export class SMTPServer {
    constructor(options: Options);
    listen(port: number, host: string, ready?: () => void): Server;
    close(done?: () => void): void;
    on(event: "error", listener: (error: Error) => void): this;
  }
}

declare module "mailparser" {
  import type { Readable } from "node:stream";

  interface Addresses {
    text: string;
    value: { address?: string; name: string }[];
  }
  export interface ParsedMail {
    from?: Addresses;
    to?: Addresses;
    subject?: string;
    text?: string;
    html: string | false;
    messageId?: string;
    date?: Date;
  }
  export function simpleParser(source: Readable | string): Promise<ParsedMail>;
}
