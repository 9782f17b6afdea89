import { Link } from "react-router";
import { Button } from "./ui/button";

interface PageLinksProps {
  /** The address of the first page. */
  first: string;
  isFirstPage: boolean;
  /** Where the next page begins, if there is one. */
  older?: string;
}

/** The ways to the first and to the next page of a list that is newest first. */
export function PageLinks({ first, isFirstPage, older }: PageLinksProps) {
  return (
    <div className="flex flex-wrap gap-3 empty:hidden">
      {!isFirstPage && (
        <Button asChild variant="outline">
          <Link to={first}>Newest</Link>
        </Button>
      )}
      {older && (
        <Button asChild variant="outline">
          <Link to={`${first}?before=${older}`}>Older</Link>
        </Button>
      )}
    </div>
  );
}
