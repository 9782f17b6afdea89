import { PageHeading } from "~/components/settings-section";

export default function Activity() {
  return <PageHeading title="Activity" />;
}
