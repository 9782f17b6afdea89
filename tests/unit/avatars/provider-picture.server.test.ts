import { expect, test } from "vitest";
import { isPublicAddress } from "~/avatars/provider-picture.server";

test.each([
  "https://lh3.googleusercontent.com/a/photo=s96-c",
  "https://avatars.githubusercontent.com/u/1?v=4",
  "https://graph.microsoft.com:443/v1.0/me/photo",
])("a picture may be at %s", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  "",
  "picture.png",
  "//pictures.example.com/a.png",
  "http://pictures.example.com/a.png",
  "ftp://pictures.example.com/a.png",
  "file:///etc/passwd",
  "data:image/png;base64,AAAA",
  "javascript:alert(1)",
  "https://localhost/a.png",
  "https://localhost./a.png",
  "https://app.localhost/a.png",
  "https://metadata/a.png",
  "https://metadata.google.internal/a.png",
  "https://printer.local/a.png",
  "https://router.lan/a.png",
  "https://wiki.corp/a.png",
  "https://127.0.0.1/a.png",
  "https://127.1/a.png",
  "https://2130706433/a.png",
  "https://0x7f.1/a.png",
  "https://10.0.0.1/a.png",
  "https://169.254.169.254/latest/meta-data",
  "https://[::1]/a.png",
  "https://[::ffff:127.0.0.1]/a.png",
  "https://[fd00::1]/a.png",
  "https://１２７.0.0.1/a.png",
  "https://pictures.example.com:8443/a.png",
  "https://user:password@pictures.example.com/a.png",
])("a picture is not fetched from %s", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
