import { PageHeading } from "~/components/settings-section";

export default function Roles() {
  return <PageHeading title="Roles" />;
}
