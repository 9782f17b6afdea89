/** Thrown by a change that would leave an organization without an owner, whatever else happens at the same time. */
export class LastOwnerError extends Error {}

/** The triggers of the tables have the last word. */
export async function keepingAnOwner<T>(change: PromiseLike<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      if (cause.message.includes("LAST_OWNER")) throw new LastOwnerError();
    throw error;
  }
}
