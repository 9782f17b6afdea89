import { PageHeading } from "~/components/settings-section";

export default function Teams() {
  return <PageHeading title="Teams" />;
}
