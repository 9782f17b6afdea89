export * from "./activity";
export * from "./attempt";
export * from "./auth";
export * from "./email-change";
export * from "./known-device";
export * from "./outbox-message";
export * from "./passkey-use";
export * from "./profile";
