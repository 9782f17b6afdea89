import { createContext } from "react";
import type { Theme } from "./forms/theme";

/**
 * What every document needs: the CSP nonce of this response, the request id that is also in the log, the theme, and
 * where and in which language its reader reads times.
 */
export interface DocumentFacts {
  nonce: string;
  requestId: string;
  theme: Theme;
  /** BCP 47. */
  locale: string;
  /** An IANA time zone. */
  timeZone: string;
}

/** The facts of the document that the server draws now; nothing in the browser, where loader data has them. */
export const DrawnDocument = createContext<DocumentFacts | undefined>(undefined);
