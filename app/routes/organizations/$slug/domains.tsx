import { PageHeading } from "~/components/settings-section";

export default function Domains() {
  return <PageHeading title="Domains" />;
}
