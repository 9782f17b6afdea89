export * from "./attempt";
export * from "./auth";
export * from "./outbox-message";
export * from "./profile";
