import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { capture, Problem, tool } from "./run.mjs";

const onPath = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const inApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const inProgramFiles = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"];

/** The path of a Chromium that starts: one on this system, else Playwright's, else the package manager's. */
export async function findBrowser() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && !(await starts(chosen)))
    throw new Problem(`CHROMIUM_PATH is ${chosen}, which does not start.`);
  return (
    chosen || (await installed()) || (await fromPlaywright()) || (await fromPackageManager()) || giveUp()
  );
}

async function installed() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const programFiles = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap(
    (name) => process.env[name] ?? [],
  );
  const candidates = [
    ...onPath.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...inApplications,
    ...programFiles.flatMap((folder) => inProgramFiles.map((path) => join(folder, path))),
  ];
  for (const path of candidates) if (await starts(path)) return path;
}

async function fromPlaywright() {
  const { chromium } = await import("@playwright/test");
  if (await starts(chromium.executablePath())) return chromium.executablePath();
  console.log("Downloading Chromium with Playwright …");
  // A network that lets nothing through should not hold up the package manager's turn for long.
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" };
  await capture(...tool("@playwright/test", "install", "chromium"), { env });
  if (await starts(chromium.executablePath())) return chromium.executablePath();
}

async function fromPackageManager() {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const may = async (...words) => {
    const [command, ...args] = [...asRoot, ...words];
    return (await capture(command, args).catch(() => ({ code: 1 }))).code === 0;
  };
  if (!(await may("apt-get", "--version"))) return;
  console.log("Installing Chromium with apt-get …");
  await may("apt-get", "update");
  await may("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "chromium");
  return installed();
}

/** A file alone is not enough: some systems have a stand-in that asks to install the browser, or lack libraries. */
async function starts(path) {
  if (!existsSync(path)) return false;
  // On Windows this question opens a window.
  if (process.platform === "win32") return true;
  const { code } = await capture(path, ["--version"]).catch(() => ({ code: 1 }));
  return code === 0;
}

function giveUp() {
  throw new Problem(
    "No Chromium: none is installed, and neither Playwright nor apt-get could install one. " +
      "Install Chromium or Google Chrome, or set CHROMIUM_PATH to one.",
  );
}
