package org.convmat.benchmarks.peers;

import ai.onnxruntime.OrtEnvironment;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/** The engines that convmat is timed against. */
public enum Peer {
  /** ONNX Runtime. */
  ONNX_RUNTIME("ORT") {
    @Override
    void load() {
      OrtEnvironment.getEnvironment();
    }

    @Override
    public Contestant contestant(LayerData data, int threads) {
      return new OnnxRuntimeContestant(data, threads);
    }
  },
  /** PyTorch. */
  PYTORCH("PyTorch") {
    @Override
    void load() {
      Loader.load(torch.class);
    }

    @Override
    public Contestant contestant(LayerData data, int threads) {
      return new PyTorchContestant(data, threads);
    }
  };

  private final String label;

  Peer(String label) {
    this.label = label;
  }

  abstract void load();

  /** The layer on this engine. */
  public abstract Contestant contestant(LayerData data, int threads);

  /** Why it cannot be loaded on this platform; empty if it can. */
  public Optional<String> obstacle() {
    try {
      load();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(label + " cannot be loaded here and is left out: " + e);
    }
  }

  /** The head of its column. */
  @Override
  public String toString() {
    return label;
  }
}
