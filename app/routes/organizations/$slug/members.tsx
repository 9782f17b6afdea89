import { PageHeading } from "~/components/settings-section";

export default function Members() {
  return <PageHeading title="Members" />;
}
