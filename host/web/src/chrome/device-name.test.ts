import { expect, test } from "vitest";
import { deviceName } from "./device-name";

test("a browser and a system are told from what a browser calls itself", () => {
  const gecko = "(KHTML, like Gecko)";
  for (const [userAgent, name] of [
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    [`Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 ${gecko} Chrome/156.0.0.0 Safari/537.36`, "Chrome on Linux"],
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 ${gecko} Chrome/140.0 Safari/537.36 Edg/140.0`, "Edge on Windows"],
    [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 ${gecko} Version/18.5 Mobile/15E148 Safari/604.1`, "Safari on iOS"],
    [`Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 ${gecko} Chrome/140.0 Mobile Safari/537.36`, "Chrome on Android"],
  ] as const) {
    expect(deviceName(userAgent)).toBe(name);
  }
});

test("what is no browser is called what it calls itself", () => {
  expect(deviceName("curl/8.14.1")).toBe("curl/8.14.1");
  expect(deviceName(" ")).toBe("Unknown device");
});
