import { createContext } from "react";
import type { Theme } from "./forms/theme";

/** What every document needs: the CSP nonce of this response, the request id that is also in the log, the theme. */
export interface DocumentFacts {
  nonce: string;
  requestId: string;
  theme: Theme;
}

/** The facts of the document that the server draws now; nothing in the browser, where loader data has them. */
export const DrawnDocument = createContext<DocumentFacts | undefined>(undefined);
