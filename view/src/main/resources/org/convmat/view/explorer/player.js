// Steps through the cells of a side, by hand or by a clock.
import { byId } from "./elements.js";

const ICONS = { play: "M4 2v12l9-6z", pause: "M3 2h4v12H3zM9 2h4v12H9z" };

/** The step buttons. `on` has size(), index(), go(index), and stopped(). */
export class Player {
  constructor(on) {
    this.on = on;
    this.timer = null;
    const press = (id, to) =>
      byId(id).addEventListener("click", () => {
        this.stop();
        this.go(to());
      });
    press("first", () => 0);
    press("back", () => on.index() - 1);
    press("next", () => on.index() + 1);
    press("last", () => on.size() - 1);
    byId("play").addEventListener("click", () => (this.playing() ? this.stop() : this.start()));
    byId("speed").addEventListener("change", () => this.playing() && this.start());
  }

  playing() {
    return this.timer !== null;
  }

  go(index) {
    const size = this.on.size();
    this.on.go(((index % size) + size) % size);
  }

  start() {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.go(this.on.index() + 1), Number(byId("speed").value));
    this.show();
  }

  stop() {
    if (this.playing()) {
      clearInterval(this.timer);
      this.timer = null;
      this.show();
      this.on.stopped();
    }
  }

  show() {
    byId("play-text").textContent = this.playing() ? "Pause" : "Play";
    byId("play-icon").setAttribute("d", this.playing() ? ICONS.pause : ICONS.play);
  }
}
