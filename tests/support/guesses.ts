import { newVisitor } from "./visitor";

/**
 * Guesses at one account, each from another address; ten are all that it takes. The endpoint for usernames counts them for the account and
 * finds that this is no username before it takes the time of a hash.
 */
export async function exhaust(email: string, guesses = 10): Promise<void> {
  for (let guess = 0; guess < guesses; guess++)
    await newVisitor().call("/api/auth/sign-in/username", { username: email, password: "" });
}
