/** Two soft notes, a fifth apart: their frequency, Hz, and when each starts, s. */
const NOTES = [
  { pitch: 587.33, from: 0 },
  { pitch: 880, from: 0.13 },
] as const;
const LASTS_S = 0.32;
const LOUD = 0.07;

let context: AudioContext | null = null;

/**
 * Plays a short soft tone, which is synthesized, so that no file is loaded. It is silent until the person has clicked or typed in this
 * page, as browsers require.
 *
 * @returns whether it is audible
 */
export function chime(): boolean {
  if (!navigator.userActivation.hasBeenActive) return false;
  try {
    context ??= new AudioContext();
    void context.resume();
    const now = context.currentTime + 0.03;
    for (const { pitch, from } of NOTES) note(context, pitch, now + from);
    return true;
  } catch {
    // There is no sound device, or none is free.
    return false;
  }
}

function note(on: AudioContext, pitch: number, at: number): void {
  const tone = on.createOscillator();
  const volume = on.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUD, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + LASTS_S);
  tone.connect(volume).connect(on.destination);
  tone.start(at);
  tone.stop(at + LASTS_S);
}
