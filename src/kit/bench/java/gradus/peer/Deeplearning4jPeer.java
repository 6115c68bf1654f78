package gradus.peer;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Deeplearning4j as one would first write it; its momentum is Nesterov's. */
final class Deeplearning4jPeer {
  private Deeplearning4jPeer() {}

  public static void main(String[] arguments) throws IOException {
    Protocol.serve(Deeplearning4jPeer::prepare, arguments);
  }

  private static Protocol.Steps prepare(String id, Path folder) throws IOException {
    return switch (id) {
      case "A1" -> training(leNet(), 98, Pixels.read(folder, "objects", "train"));
      case "A2" ->
          training(
              perceptron(true, 3072, 100, 100, 100, 100),
              100,
              Pixels.read(folder, "objects", "train"));
      case "A3" ->
          training(perceptron(false, 3072, 500), 100, Pixels.read(folder, "objects", "train"));
      case "A4" ->
          training(perceptron(false, 784, 1000), 32, Pixels.read(folder, "digits", "train"));
      case "A5" ->
          training(perceptron(true, 784, 300, 150), 100, Pixels.read(folder, "digits", "train"));
      default -> throw new UnsupportedOperationException(id);
    };
  }

  private static NeuralNetConfiguration.ListBuilder layers() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Nesterovs(0.001, 0.9))
        .weightInit(WeightInit.RELU)
        .list();
  }

  private static MultiLayerConfiguration leNet() {
    return layers()
        .layer(convolution(32))
        .layer(pooling())
        .layer(convolution(64))
        .layer(pooling())
        .layer(new DenseLayer.Builder().nOut(400).activation(Activation.RELU).build())
        .layer(new DenseLayer.Builder().nOut(80).activation(Activation.RELU).build())
        .layer(output())
        .setInputType(InputType.convolutional(32, 32, 3))
        .build();
  }

  private static ConvolutionLayer convolution(int filters) {
    return new ConvolutionLayer.Builder(5, 5).nOut(filters).activation(Activation.RELU).build();
  }

  private static SubsamplingLayer pooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
        .nOut(10)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerConfiguration perceptron(boolean batchNorm, int in, int... widths) {
    NeuralNetConfiguration.ListBuilder list = layers();
    for (int width : widths) {
      if (batchNorm) {
        list.layer(
            new DenseLayer.Builder()
                .nOut(width)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build());
        list.layer(new BatchNormalization.Builder().build());
        list.layer(new ActivationLayer(Activation.RELU));
      } else {
        list.layer(new DenseLayer.Builder().nOut(width).activation(Activation.RELU).build());
      }
    }
    return list.layer(output()).setInputType(InputType.feedForward(in)).build();
  }

  private static Protocol.Steps training(
      MultiLayerConfiguration configuration, int batchSize, Pixels pixels) {
    var network = new MultiLayerNetwork(configuration);
    network.init();
    boolean images = configuration.getConf(0).getLayer() instanceof ConvolutionLayer;
    int[] shape = images ? new int[] {batchSize, 3, 32, 32} : new int[] {batchSize, pixels.size()};
    var batches = new Shuffled(pixels, batchSize);
    return steps -> {
      for (int i = 0; i < steps; i++) {
        int[] pictures = batches.next();
        INDArray inputs = Nd4j.create(pixels.channelsFirst(pictures), shape, 'c');
        INDArray labels = Nd4j.create(pixels.oneHot(pictures), new int[] {batchSize, 10}, 'c');
        network.fit(inputs, labels);
      }
      return network.score();
    };
  }
}
