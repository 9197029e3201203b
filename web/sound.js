// What calls a person who is not looking: a chime, a voice, a buzz, a notification, a title that changes.

/** @type {AudioContext | undefined} */
let audio;

/** Browsers let a page sound only after a press: the first one opens the way. */
export function listenForPress() {
  const open = () => {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') void audio.resume();
  };
  for (const type of ['pointerup', 'keydown', 'touchend']) {
    window.addEventListener(type, open, { capture: true, passive: true });
  }
}

/** Two soft notes, as in a hall: e″ and c″. */
export function chime() {
  try {
    audio ??= new AudioContext();
    const begin = audio.currentTime + 0.02;
    for (const [after, frequency] of [[0, 659.26], [0.45, 523.25]]) {
      for (const [harmonic, loudness] of [[1, 0.25], [2, 0.06], [3, 0.02]]) {
        const tone = audio.createOscillator();
        const gain = audio.createGain();
        tone.frequency.value = frequency * harmonic;
        gain.gain.setValueAtTime(0, begin + after);
        gain.gain.linearRampToValueAtTime(loudness, begin + after + 0.015);
        gain.gain.exponentialRampToValueAtTime(0.0001, begin + after + 1.1);
        tone.connect(gain).connect(audio.destination);
        tone.start(begin + after);
        tone.stop(begin + after + 1.2);
      }
    }
  } catch {
    // No sound device: the screen says it too.
  }
}

export function vibrate() {
  navigator.vibrate?.([200, 100, 200, 100, 400]);
}

/** @param {string} language */
function voice(language) {
  if (!('speechSynthesis' in window)) return undefined;
  const voices = speechSynthesis.getVoices();
  const wanted = language.toLowerCase();
  const name = (/** @type {SpeechSynthesisVoice} */ one) => one.lang.toLowerCase().replace('_', '-');
  return voices.find((one) => name(one) === wanted)
    ?? voices.find((one) => name(one).split('-')[0] === wanted.split('-')[0]);
}

/** @param {string} language */
export function canSpeak(language) {
  return voice(language) !== undefined;
}

/**
 * @param {string} text
 * @param {string} language
 */
export function speak(text, language) {
  const chosen = voice(language);
  if (!chosen) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = chosen;
  words.lang = chosen.lang;
  words.rate = 0.95;
  speechSynthesis.speak(words);
}

/** As app::Permission: 0 unsupported, 1 unasked, 2 granted, 3 denied. */
export function notificationPermission() {
  if (!('Notification' in window)) return 0;
  return { default: 1, granted: 2, denied: 3 }[Notification.permission];
}

/** @param {() => void} done */
export function askNotificationPermission(done) {
  if ('Notification' in window) void Notification.requestPermission().then(done, done);
}

/**
 * @param {string} title
 * @param {string} body
 */
export async function notify(title, body) {
  if (notificationPermission() !== 2) return;
  const options = { body, tag: 'lobby-call', renotify: true, requireInteraction: true };
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    if (worker) await worker.showNotification(title, options);
    else new Notification(title, options);
  } catch {
    // Phones allow it only through the service worker, which may not be there yet.
  }
}

let flashing = 0;

/** @param {string} text shown in turn with the page's title until the page has the focus */
export function flashTitle(text) {
  if (document.hasFocus()) return;
  clearInterval(flashing);
  const title = document.title;
  flashing = window.setInterval(() => {
    document.title = document.title === text ? title : text;
  }, 1000);
  window.addEventListener('focus', () => {
    clearInterval(flashing);
    document.title = title;
  }, { once: true });
}
