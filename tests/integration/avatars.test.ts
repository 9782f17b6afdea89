import { expect, test } from "vitest";
import { imageOf, keptFor, uploadAvatar } from "../support/avatars";
import { later, minutes } from "../support/clock";
import { shownIn } from "../support/logos";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { pictures, takenPictures } from "../support/pictures";
import { change, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

test.each(Object.entries(takenPictures))(
  "a picture of %s is shown, whatever its name says",
  async (type, file) => {
    const { visitor, email } = await join();
    expect(sent(await uploadAvatar(visitor, file))).toBe("303 /account");
    const page = await read(await visitor.visit("/account"));
    expect(page.message).toBe("Your picture is saved.");
    const path = (await imageOf(email)) ?? "";
    expect(path).toMatch(/^\/avatars\/[\w-]{22}$/);
    expect(shownIn(page.html)).toEqual([path, path, path]);
    expect(shownIn(await (await visitor.visit("/dashboard")).text())).toEqual([path]);

    const picture = await newVisitor().visit(path);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(picture.headers.has("set-cookie")).toBe(false);
    const served = Buffer.from(await picture.arrayBuffer()).toString("latin1");
    expect(served.length).toBe(Number(picture.headers.get("content-length")));
    expect(served).not.toContain("SECRET");
  },
);

test("who has the picture already is told so, and a name that nobody was given shows nothing", async () => {
  const { visitor, email } = await join();
  await uploadAvatar(visitor, pictures.png);
  const path = (await imageOf(email)) ?? "";
  const etag = (await visitor.visit(path)).headers.get("etag") ?? "";
  const again = await newVisitor().visit(path, { "If-None-Match": `W/${etag}` });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  expect((await newVisitor().send(path, { method: "HEAD" })).status).toBe(200);
  for (const name of [
    "A".repeat(22),
    "me",
    "..%2Faccount",
    `${path.slice(9)}.svg`,
    email,
    await userIdOf(email),
  ])
    expect([name, (await newVisitor().visit(`/avatars/${name}`)).status]).toEqual([name, 404]);
  const gone = await newVisitor().visit(`/avatars/${"A".repeat(22)}`, { "If-None-Match": etag });
  expect(gone.status).toBe(404);
});

test("a new picture replaces the one before, and none is left when it is removed", async () => {
  const { visitor, email } = await join();
  const id = await userIdOf(email);
  await uploadAvatar(visitor, pictures.png);
  const first = await imageOf(email);
  await uploadAvatar(visitor, pictures.webp);
  const second = await imageOf(email);
  expect(second).not.toBe(first);
  await expect.poll(() => keptFor(id)).toEqual([second]);
  expect(sent(await visitor.submit("/account", { intent: "remove-picture" }))).toBe("303 /account");
  const page = await read(await visitor.visit("/account"));
  expect([page.message, shownIn(page.html), await imageOf(email)]).toEqual([
    "Your picture is removed.",
    [],
    null,
  ]);
  await expect.poll(() => keptFor(id)).toEqual([]);
  const activity = (await read(await visitor.visit("/account/activity"))).text;
  expect(activity).toContain("Picture removed");
  expect(activity).toContain("Picture changed");
});

test("what is no picture is refused with how to mend it, and nothing is kept", async () => {
  const { visitor, email } = await join();
  const html = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const [file, status, mistake] of [
    [undefined, 422, "Choose a picture first."],
    [html, 415, "This file is no picture that we can show. Save it as JPEG, PNG, WebP or AVIF"],
    [pictures.gif, 415, "This file is no picture that we can show."],
    [pictures.movingWebp, 415, "This picture moves. Choose one that stands still."],
    [pictures.jpeg.slice(0, 700), 415, "This picture is damaged."],
    [new Blob([pictures.png, html]), 415, "There is more than a picture in this file."],
    [new Uint8Array(5 * 1024 * 1024 + 1), 413, "This file is larger than 5 MB. Make the picture smaller"],
    [new Uint8Array(9 * 1024 * 1024), 413, "This file is larger than 5 MB."],
  ] as const) {
    const page = await read(await uploadAvatar(visitor, file));
    expect([page.status, page.mistake("avatar"), page.title]).toEqual([
      status,
      expect.stringContaining(mistake),
      "Error: Profile",
    ]);
    expect(page.html).toContain('href="#avatar"');
  }
  expect(await keptFor(await userIdOf(email))).toEqual([]);
});

test("a file that says how large it is, or goes on and on, is not read", async () => {
  const { visitor } = await join();
  const said = await uploadAvatar(visitor, pictures.png, { "Content-Length": "100000000" });
  expect(said.status).toBe(413);
  let read = 0;
  const endless = new ReadableStream({
    pull(stream) {
      read += 64 * 1024;
      stream.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const type = "multipart/form-data; boundary=x";
  const response = await visitor.send("/account", { stream: endless, headers: { "Content-Type": type } });
  expect(response.status).toBe(413);
  expect(read).toBeLessThan(6 * 1024 * 1024);
});

test("other forms stay small, and a form from another site changes no picture", async () => {
  const { visitor, email } = await join();
  const upload = new FormData();
  upload.set("newPassword", new File([new Uint8Array(100_000)], "password"));
  expect((await visitor.send("/account/security/password", { upload })).status).toBe(413);
  const foreign = { "Sec-Fetch-Site": "cross-site" };
  expect((await uploadAvatar(visitor, pictures.png, foreign)).status).toBe(403);
  expect((await uploadAvatar(newVisitor(), pictures.png)).status).toBe(302);
  expect(await imageOf(email)).toBeNull();
});

test("nobody uploads without end", async () => {
  const { visitor } = await join();
  for (let time = 0; time < 20; time += 1) expect((await uploadAvatar(visitor, undefined)).status).toBe(422);
  const response = await uploadAvatar(visitor, pictures.png);
  expect([response.status, Number(response.headers.get("retry-after")) > 0]).toEqual([429, true]);
});

test("without a bucket nothing is offered, nothing breaks, and initials are shown", async () => {
  const { visitor, email } = await join();
  await uploadAvatar(visitor, pictures.png);
  const without = { "x-test-env": JSON.stringify({ AVATARS: null }) };
  const page = await read(await visitor.visit("/account", without));
  expect(page.status).toBe(200);
  expect(page.html).not.toMatch(/type="file"|Remove picture|<img/);
  expect(page.html).toMatch(/<text[^>]*>AL<\/text>/);
  expect((await uploadAvatar(visitor, pictures.png, without)).status).toBe(404);
  expect((await visitor.visit((await imageOf(email)) ?? "", without)).status).toBe(404);
  expect((await visitor.call("/api/auth/update-user", { image: null }, without)).status).toBe(200);
});

test("the endpoint takes one's own pictures and none, and no address", async () => {
  const { visitor, email } = await join();
  const { visitor: eve, email: evesEmail } = await join();
  await uploadAvatar(visitor, pictures.png);
  await uploadAvatar(eve, pictures.png);
  const [own, other] = [await imageOf(email), await imageOf(evesEmail)];
  for (const image of [
    other,
    `/avatars/${"A".repeat(22)}`,
    "/avatars/../account",
    "https://evil.example/track.png",
    "//evil.example/track.png",
    `http://localhost:8788${own}`,
    "data:image/png;base64,AAAA",
    "",
    7,
    { own },
  ]) {
    const response = await visitor.call("/api/auth/update-user", { image });
    expect([image, response.status, await imageOf(email)]).toEqual([image, 400, own]);
  }
  expect((await visitor.call("/api/auth/update-user", { image: own, name: "Ada" })).status).toBe(200);
  expect((await visitor.visit(own ?? "")).status).toBe(200);
  expect((await visitor.call("/api/auth/update-user", { image: null })).status).toBe(200);
  await expect.poll(async () => (await newVisitor().visit(own ?? "")).status).toBe(404);
});

test("a sign-up with an address of a picture is refused, known or not", async () => {
  const { email } = await join();
  for (const address of [email, `new-${email}`]) {
    const person = {
      name: "Ada",
      email: address,
      password: "correct horse battery",
      image: "https://evil.example/",
    };
    const response = await newVisitor().call("/api/auth/sign-up/email", person);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: "NOT_OWN_PICTURE" }),
    ]);
  }
});

test("an address elsewhere that an older version kept is not shown", async () => {
  const { visitor, email } = await join();
  await change("update user set image = ? where email = ?", "https://evil.example/track.png", email);
  later(2 * minutes);
  expect(await (await visitor.visit("/account")).text()).not.toMatch(/<img|evil\.example/);
});

test("the picture goes with the account, by whatever way it goes", async () => {
  const { visitor, email } = await join();
  const id = await userIdOf(email);
  await uploadAvatar(visitor, pictures.png);
  const path = (await imageOf(email)) ?? "";
  await change("update user set email = ? where id = ?", `phone-${id}@no-address.invalid`, id);
  later(2 * minutes);
  const { headers } = await visitor.submit("/account/data", {});
  await visitor.submit(headers.get("location") ?? "", {});
  await expect.poll(async () => (await newVisitor().visit(path)).status).toBe(404);

  const { visitor: other, email: address } = await join();
  await uploadAvatar(other, pictures.png);
  const otherId = await userIdOf(address);
  const { visitor: operator, email: operatorsEmail } = await join();
  await change("update user set role = 'admin' where email = ?", operatorsEmail);
  later(2 * minutes);
  const removed = await operator.call("/api/auth/admin/remove-user", { userId: otherId });
  expect(removed.status).toBe(200);
  await expect.poll(() => keptFor(otherId)).toEqual([]);
});

test("pictures that nobody has are found by later uploads, and those that somebody has stay", async () => {
  const { visitor, email } = await join();
  await uploadAvatar(visitor, pictures.png);
  const mine = await imageOf(email);
  const { visitor: gone, email: gonesEmail } = await join();
  await uploadAvatar(gone, pictures.png);
  const id = await userIdOf(gonesEmail);
  await change("delete from user where id = ?", id);
  later(61 * minutes);
  const { visitor: last } = await join();
  await uploadAvatar(last, pictures.png);
  await expect.poll(() => keptFor(id)).toEqual([]);
  expect((await newVisitor().visit(mine ?? "")).status).toBe(200);
});

test("what is downloaded about oneself names the picture", async () => {
  const { visitor, email } = await join();
  await uploadAvatar(visitor, pictures.png);
  const data = await (await visitor.visit("/account/data/download")).json();
  expect(data).toMatchObject({ user: { image: await imageOf(email) } });
});
