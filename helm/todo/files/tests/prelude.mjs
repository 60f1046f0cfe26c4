// Stands before each test. `get` waits for a network that opens the way of a new pod only after some seconds.
const target = process.env.TARGET_URL;

async function get(path, options = {}) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await fetch(target + path, { ...options, signal: AbortSignal.timeout(10_000) });
    } catch (error) {
      if (Date.now() > deadline) {
        const reason = error.cause?.message ?? error.message;
        fail(`${target}${path} does not answer: ${reason}. Check the Service, its pods and the network policies.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function fail(message) {
  throw new Error(message);
}

// A person wants the sentence, not the stack.
process.on('uncaughtException', (error) => {
  console.error(error.message);
  process.exit(1);
});
